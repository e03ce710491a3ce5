"""Names to coordinates: offline from GeoNames, online only where somebody configured it."""
