package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.GatewayConfig;
import dev.modelservice.gateway.accesslog.AccessLog;
import dev.modelservice.gateway.door.Doors;
import dev.modelservice.gateway.drain.Drain;
import dev.modelservice.gateway.measure.Measures;
import java.util.concurrent.atomic.AtomicInteger;

/** What all event loops share. */
public record Parts(
        GatewayConfig config,
        Doors doors,
        Measures measures,
        Drain drain,
        AccessLog log,
        Memory memory,
        AtomicInteger connections) {}
