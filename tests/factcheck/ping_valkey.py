#!/usr/bin/env python3
"""Stands in for valkey-cli, which the wheel does not bring: ``valkey-cli -p PORT ping`` with REDISCLI_AUTH."""

import os
import sys

import redis

with redis.Redis(port=int(sys.argv[2]), password=os.environ["REDISCLI_AUTH"]) as client:
    sys.stdout.write("PONG\n" if client.ping() else "")
