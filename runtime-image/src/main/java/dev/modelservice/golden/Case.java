package dev.modelservice.golden;

import java.util.List;

/**
 * A request with its known answer.
 *
 * @param request as it is in the file, to be sent as it is
 */
record Case(String name, byte[] request, List<Tensor> expected) {}
