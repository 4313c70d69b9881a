"""`python -m kyccheck`."""

from kyccheck.cli import run

if __name__ == "__main__":
    run()
