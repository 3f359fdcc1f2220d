"""The company's history in the formats that its systems export: one module a format."""
