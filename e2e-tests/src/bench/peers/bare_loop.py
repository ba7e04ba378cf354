"""Usage: bare_loop.py FOLDER THREADS SECONDS QUESTIONS.json ready|tokenised - MiniLM in a loop, without a server.

Each question is a list of texts, padded to the longest of them. Prints what was measured as one line of JSON.
"""

import json
import resource
import sys
import time

import models

folder, threads, seconds, questions, mode = sys.argv[1:6]
model = models.load("minilm", folder, threads)
texts = json.load(open(questions))
asked = [model.tokens(question) for question in texts] if mode == "ready" else texts
answer = model.embed if mode == "ready" else model

for question in asked[:2]:
    answer(question)
times = []
usage = resource.getrusage(resource.RUSAGE_SELF)
start = time.perf_counter()
while (now := time.perf_counter()) - start < float(seconds):
    answer(asked[len(times) % len(asked)])
    times.append(time.perf_counter() - now)
elapsed = time.perf_counter() - start
after = resource.getrusage(resource.RUSAGE_SELF)
times.sort()
print(json.dumps({
    "requests": len(times),
    "seconds": elapsed,
    "p50": times[len(times) // 2],
    "p99": times[min(len(times) - 1, len(times) * 99 // 100)],
    "cpu_seconds": after.ru_utime + after.ru_stime - usage.ru_utime - usage.ru_stime,
    "mib": after.ru_maxrss / 1024,
}))
