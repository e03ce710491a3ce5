"""The server beside the pages: datasets, routes, headers, feeds."""
