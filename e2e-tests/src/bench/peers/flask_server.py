"""Usage: flask_server.py MODEL FOLDER THREADS PORT - Flask with onnxruntime; the model is loaded when it starts."""

import sys

from flask import Flask, jsonify, request

import models

model = models.load(*sys.argv[1:4])
app = Flask(__name__)


@app.post("/predict")
def predict():
    return jsonify(predictions=model(request.get_json()["x_test"]).tolist())


@app.get("/ready")
def ready():
    return "ready"


app.run(port=int(sys.argv[4]), threaded=True)
