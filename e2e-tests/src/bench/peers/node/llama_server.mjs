// Usage: llama_server.mjs MODEL.gguf THREADS STREAMS CONTEXT PORT - llama.cpp by node-llama-cpp: POST /v1/completions, streamed.
// The library's lowest call that still batches: one sequence for each stream, tokens as they come.
import {createServer} from "node:http";
import {getLlama, LlamaLogLevel} from "node-llama-cpp";

const [file, threads, streams, contextSize, port] = process.argv.slice(2);
const llama = await getLlama({build: "never", gpu: false, logLevel: LlamaLogLevel.error, maxThreads: Number(threads)});
const model = await llama.loadModel({modelPath: file});
const context = await model.createContext({contextSize: Number(contextSize), sequences: Number(streams), threads: Number(threads)});

const bodyOf = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts));
};

const event = (text, finish) =>
  `data: ${JSON.stringify({object: "text_completion", choices: [{index: 0, text, finish_reason: finish}]})}\n\n`;

const write = async ({prompt, max_tokens: most}, response) => {
  const sequence = context.getSequence();
  try {
    response.writeHead(200, {"Content-Type": "text/event-stream"});
    let written = 0;
    let finish = "length";
    for await (const token of sequence.evaluate(model.tokenize(prompt), {temperature: 0})) {
      if (model.isEogToken(token)) {
        finish = "stop";
        break;
      }
      response.write(event(model.detokenize([token]), null));
      if (++written === most) break;
    }
    response.end(event("", finish) + "data: [DONE]\n\n");
  } finally {
    sequence.dispose();
  }
};

createServer(async (request, response) => {
  if (request.method === "GET") response.end("ready");
  else await write(await bodyOf(request), response);
}).listen(Number(port), "127.0.0.1");
