"""Bytes into trees and tables, within limits, counted and with the place of everything; strict JSON and YAML."""
