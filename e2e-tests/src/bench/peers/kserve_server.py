"""Usage: kserve_server.py MODEL FOLDER THREADS HTTP-PORT GRPC-PORT - KServe's Python server, V1 and V2."""

import sys

import numpy
from kserve import InferOutput, InferRequest, InferResponse, Model, ModelServer

import models

name, folder, threads, http_port, grpc_port = sys.argv[1:6]


class Served(Model):
    def __init__(self):
        super().__init__(name)
        self.model = models.load(name, folder, threads)
        self.ready = True

    async def predict(self, payload, headers=None, response_headers=None):
        if not isinstance(payload, InferRequest):
            return {"predictions": self.model(payload["instances"]).tolist()}
        rows = payload.inputs[0].as_numpy()
        answer = self.model(rows if self.model.datatype == "FP32" else rows.ravel().tolist())
        output = InferOutput(self.model.output, list(answer.shape), "FP32")
        output.set_data_from_numpy(answer)
        return InferResponse(
            payload.id or "",
            self.name,
            [output],
            use_binary_outputs=payload.use_binary_outputs,
            requested_outputs=payload.request_outputs,
        )


if __name__ == "__main__":
    server = ModelServer(http_port=int(http_port), grpc_port=int(grpc_port), workers=1, access_log_format=None)
    server.start([Served()])
