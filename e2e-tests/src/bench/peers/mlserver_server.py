"""Usage: mlserver_server.py MODEL FOLDER THREADS HTTP-PORT GRPC-PORT METRICS-PORT - MLServer, V2 over REST and gRPC.

Without its pool of workers, which costs it more than it gains for models this small; with adaptive batching for texts.
"""

import asyncio
import os
import sys

name, folder, threads, http_port, grpc_port, metrics_port = sys.argv[1:7]
os.environ["BENCH_FOLDER"] = folder
os.environ["BENCH_THREADS"] = threads

from mlserver import MLServer
from mlserver.settings import ModelSettings, Settings

from mlserver_model import Served

batching = {"max_batch_size": 32, "max_batch_time": 0.002} if name == "minilm" else {}
settings = Settings(
    host="127.0.0.1",
    http_port=int(http_port),
    grpc_port=int(grpc_port),
    metrics_port=int(metrics_port),
    parallel_workers=0,
    debug=False,
)


async def serve():
    server = MLServer(settings)
    await server.start([ModelSettings(name=name, implementation=Served, **batching)])


asyncio.run(serve())
