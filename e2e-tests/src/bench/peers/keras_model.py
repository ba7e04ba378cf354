"""Usage: keras_model.py MODEL.onnx MODEL.keras - the dense example's weights as a Keras model."""

import sys

import onnx
import tensorflow
from onnx import numpy_helper

weights = {one.name: numpy_helper.to_array(one) for one in onnx.load(sys.argv[1]).graph.initializer}
layers = [tensorflow.keras.Input((weights["weight0"].shape[0],))]
numbers = range(len(weights) // 2)
for number in numbers:
    activation = "sigmoid" if number == numbers[-1] else "relu"
    layers.append(tensorflow.keras.layers.Dense(weights[f"bias{number}"].shape[0], activation=activation))
model = tensorflow.keras.Sequential(layers)
for number in numbers:
    model.layers[number].set_weights([weights[f"weight{number}"], weights[f"bias{number}"]])
model.save(sys.argv[2])
