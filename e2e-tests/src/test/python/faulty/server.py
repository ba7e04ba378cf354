"""A model server that can be wrong in the ways that canaries are there for. MODE says which."""

import json
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MODE = os.environ.get("MODE", "good")
DELAY = float(os.environ.get("DELAY_SECONDS", "0"))
START = time.monotonic()
COUNT = 0
LOCK = threading.Lock()


def answer(values):
    outputs = [sum(values) + (1.0 if MODE == "wrong" else 0.0)]
    return {"model_name": "m", "outputs": [
        {"name": "sum", "datatype": "FP64", "shape": [1, 1], "data": outputs}]}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def reply(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        self.reply(503 if MODE == "never-ready" else 200, {"ready": MODE != "never-ready"})

    def do_POST(self):
        global COUNT
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        with LOCK:
            COUNT += 1
            number = COUNT
        if DELAY:
            time.sleep(DELAY)
        if MODE == "errors" and number % 5 == 0:
            self.reply(500, {"error": "one of five"})
        else:
            self.reply(200, answer(json.loads(body)["inputs"][0]["data"]))

    def log_message(self, *_):
        pass


if MODE == "crashes":
    threading.Timer(float(os.environ.get("CRASH_AFTER_SECONDS", "30")), lambda: os._exit(3)).start()
ThreadingHTTPServer.request_queue_size = 128
ThreadingHTTPServer(("", 8080), Handler).serve_forever()
