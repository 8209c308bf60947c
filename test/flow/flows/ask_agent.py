"""Calls tools of a Metaflow MCP server as an agent does; prints a JSON list of the answers."""

import asyncio
import json
import os
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def ask(calls):
    server = StdioServerParameters(command="metaflow-mcp-server", env=dict(os.environ))
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        return [
            json.loads((await session.call_tool(tool, arguments)).content[0].text)
            for tool, arguments in calls
        ]


print(json.dumps(asyncio.run(ask(json.loads(sys.argv[1])))))
