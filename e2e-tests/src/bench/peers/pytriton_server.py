"""Usage: pytriton_server.py MODEL FOLDER THREADS HTTP-PORT GRPC-PORT METRICS-PORT - Triton, by way of PyTriton."""

import sys

import numpy
from pytriton.decorators import batch
from pytriton.model_config import DynamicBatcher, ModelConfig, Tensor
from pytriton.triton import Triton, TritonConfig

import models

name, folder, threads, http_port, grpc_port, metrics_port = sys.argv[1:7]
model = models.load(name, folder, threads)
numbers = model.datatype == "FP32"


@batch
def infer(**inputs):
    rows = inputs[model.input]
    return {model.output: model(rows if numbers else rows.ravel().tolist())}


config = TritonConfig(
    http_port=int(http_port), grpc_port=int(grpc_port), metrics_port=int(metrics_port), http_address="127.0.0.1"
)
with Triton(config=config) as triton:
    triton.bind(
        model_name=name,
        infer_func=infer,
        inputs=[Tensor(name=model.input, dtype=numpy.float32 if numbers else bytes, shape=(100 if numbers else 1,))],
        outputs=[Tensor(name=model.output, dtype=numpy.float32, shape=(model.width,))],
        config=ModelConfig(max_batch_size=64, batcher=DynamicBatcher(max_queue_delay_microseconds=2000)),
    )
    triton.serve()
