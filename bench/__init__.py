"""What is fast, measured beside what people would otherwise use. Figures are of one machine."""
