package dev.modelservice.e2e.bench.field;

import dev.modelservice.e2e.bench.load.Wire;
import dev.modelservice.e2e.bench.servers.Server;
import dev.modelservice.e2e.bench.servers.Tools;
import dev.modelservice.e2e.cluster.Ports;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The other servers of the same model, all written in Python around the same session of onnxruntime, or around Keras. */
public record PythonServers(Served served) {
    /** @param when {@code each}: the model is loaded at each request; {@code once}: at the start */
    public Candidate keras(String name, String when, String file) {
        int port = Ports.free();
        var server = new Server(
                name,
                List.of(
                        Tools.python("keras"),
                        Tools.peer("keras_server.py"),
                        when,
                        file,
                        threads(),
                        Integer.toString(port)),
                Map.of("CUDA_VISIBLE_DEVICES", "-1", "TF_CPP_MIN_LOG_LEVEL", "2"),
                ready(port, "/ready"));
        return served.candidate(server, wire -> port, false, Wire.PREDICT);
    }

    public Candidate flask() {
        int port = Ports.free();
        return served.candidate(
                python("Flask, onnxruntime", "flask", "flask_server.py", ready(port, "/ready"), port),
                wire -> port,
                false,
                Wire.PREDICT);
    }

    public Candidate kserve(Wire... wires) {
        int http = Ports.free();
        int grpc = Ports.free();
        return served.candidate(
                python("KServe 0.21.0", "kserve", "kserve_server.py", ready(http, "/v2/health/ready"), http, grpc),
                wire -> wire == Wire.GRPC ? grpc : http,
                false,
                wires);
    }

    public Candidate mlServer(Wire... wires) {
        int http = Ports.free();
        int grpc = Ports.free();
        return served.candidate(
                python(
                        "MLServer 1.7.1",
                        "mlserver",
                        "mlserver_server.py",
                        ready(http, "/v2/models/" + served.model() + "/ready"),
                        http,
                        grpc,
                        Ports.free()),
                wire -> wire == Wire.GRPC ? grpc : http,
                false,
                wires);
    }

    public Candidate pyTriton(Wire... wires) {
        int http = Ports.free();
        int grpc = Ports.free();
        return served.candidate(
                python(
                        "Triton, PyTriton 0.7.0",
                        "pytriton",
                        "pytriton_server.py",
                        ready(http, "/v2/models/" + served.model() + "/ready"),
                        http,
                        grpc,
                        Ports.free()),
                wire -> wire == Wire.GRPC ? grpc : http,
                true,
                wires);
    }

    private Server python(String name, String environment, String file, URI ready, int... ports) {
        var command = new java.util.ArrayList<>(List.of(
                Tools.python(environment),
                Tools.peer(file),
                served.model(),
                served.folder().toString(),
                threads()));
        for (int port : ports) {
            command.add(Integer.toString(port));
        }
        return new Server(name, command, Map.of("ORT_DISABLE_TELEMETRY", "1"), ready);
    }

    private String threads() {
        return Integer.toString(served.threads());
    }

    private static URI ready(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
