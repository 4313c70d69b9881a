"""kyccheck audits KYC and order-provisioning checklists against what the systems export."""

__version__ = "0.1.0"
