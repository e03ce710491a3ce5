"""What claims are about: status, casualties, curfews, services, deployments, contacts."""
