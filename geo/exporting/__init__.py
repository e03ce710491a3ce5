"""What leaves the dashboard: files and feeds of a view, each telling where it is from."""
