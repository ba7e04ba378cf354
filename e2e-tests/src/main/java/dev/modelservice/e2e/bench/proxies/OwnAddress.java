package dev.modelservice.e2e.bench.proxies;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.stream.Stream;

/**
 * An address of this machine that is not 127.0.0.1: an API server takes no loopback address for an endpoint. What is sent to
 * it does not leave the machine.
 */
public final class OwnAddress {
    private OwnAddress() {}

    public static String find() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(OwnAddress::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .flatMap(address -> address instanceof Inet4Address four ? Stream.of(four) : Stream.empty())
                    .filter(address -> !address.isLinkLocalAddress())
                    .map(Inet4Address::getHostAddress)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("This machine has no address but 127.0.0.1"));
        } catch (SocketException e) {
            throw new IllegalStateException("Cannot list this machine's addresses", e);
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback();
        } catch (SocketException gone) {
            return false;
        }
    }
}
