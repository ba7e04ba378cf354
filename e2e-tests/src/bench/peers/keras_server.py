"""Usage: keras_server.py each|once FILE THREADS PORT - Flask with Keras, which loads the model at each request or once."""

import sys

import numpy
import tensorflow
from flask import Flask, jsonify, request

once = sys.argv[1] == "once"
file = sys.argv[2]
tensorflow.config.threading.set_intra_op_parallelism_threads(int(sys.argv[3]))
tensorflow.config.threading.set_inter_op_parallelism_threads(int(sys.argv[3]))


def load():
    return tensorflow.keras.models.load_model(file)


loaded = load() if once else None
app = Flask(__name__)


@app.post("/predict")
def predict():
    rows = numpy.array(request.get_json()["x_test"], dtype=numpy.float32)
    model = loaded or load()
    return jsonify(predictions=model.predict(rows, verbose=0).tolist())


@app.get("/ready")
def ready():
    return "ready"


app.run(port=int(sys.argv[4]), threaded=True)
