"""An ONNX model on KServe's own Python server, as somebody would write it who follows KServe's manual."""

import argparse
import os
import uuid

import numpy
import onnxruntime
from kserve import InferOutput, InferRequest, InferResponse, Model, ModelServer, model_server


class OnnxModel(Model):
    def __init__(self, name: str, folder: str):
        super().__init__(name)
        self.folder = folder
        self.ready = False

    def load(self) -> bool:
        self.session = onnxruntime.InferenceSession(os.path.join(self.folder, "model.onnx"))
        self.input = self.session.get_inputs()[0].name
        self.output = self.session.get_outputs()[0].name
        self.ready = True
        return self.ready

    async def predict(self, payload, headers=None, response_headers=None):
        if isinstance(payload, InferRequest):
            answer = self.run(payload.inputs[0].as_numpy())
            output = InferOutput(name=self.output, shape=list(answer.shape), datatype="FP32")
            output.set_data_from_numpy(answer, binary_data=False)
            return InferResponse(response_id=payload.id or str(uuid.uuid4()), model_name=self.name, infer_outputs=[output])
        return {"predictions": self.run(payload["instances"]).tolist()}

    async def get_input_types(self):
        return [{"name": tensor.name, "datatype": "FP32", "shape": [-1, 100]} for tensor in self.session.get_inputs()]

    def run(self, rows):
        return self.session.run([self.output], {self.input: numpy.asarray(rows, dtype=numpy.float32)})[0]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(parents=[model_server.parser]).parse_args()
    # KServe's contract: the model's files are where STORAGE_URI says, once its initializer has done its work.
    model = OnnxModel(arguments.model_name, os.environ["STORAGE_URI"])
    model.load()
    ModelServer().start([model])
