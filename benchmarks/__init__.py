"""What the service is measured by; each module is a command: python -m benchmarks.NAME --help."""
