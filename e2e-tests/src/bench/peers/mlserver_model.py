"""MLServer's model of this benchmark; mlserver_server.py starts it."""

import os

from mlserver import MLModel
from mlserver.codecs import NumpyCodec, StringCodec
from mlserver.types import InferenceResponse

import models


class Served(MLModel):
    async def load(self):
        self.model = models.load(self.name, os.environ["BENCH_FOLDER"], os.environ["BENCH_THREADS"])
        return True

    async def predict(self, payload):
        codec = NumpyCodec if self.model.datatype == "FP32" else StringCodec
        answer = self.model(codec.decode_input(payload.inputs[0]))
        return InferenceResponse(
            model_name=self.name, outputs=[NumpyCodec.encode_output(self.model.output, answer)]
        )
