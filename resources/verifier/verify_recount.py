#!/usr/bin/env python3
"""placeholder until the verifier is merged"""
