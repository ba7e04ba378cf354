package dev.modelservice.runtime;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Tensors with every kind of value that JSON can say, the outermost ones among them. */
public final class Samples {

    private static final int[] CODE_POINTS = {'a', '"', '\\', 0, '\n', 0xE4, 0x6771, 0x1F600, 0x10FFFF};

    private Samples() {}

    public static Tensor tensor(String name, DataType datatype, Shape shape, Random random) {
        int count = Math.toIntExact(shape.elements().orElseThrow());
        if (datatype == DataType.BYTES) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                texts.add(text(random));
            }
            return new Tensor(name, datatype, shape, new Elements.Texts(texts));
        }
        ByteBuffer numbers = Elements.Numbers.allocate(datatype, count);
        for (int i = 0; i < count; i++) {
            put(numbers, datatype, i, random);
        }
        return new Tensor(name, datatype, shape, new Elements.Numbers(numbers.flip()));
    }

    private static void put(ByteBuffer numbers, DataType datatype, int position, Random random) {
        switch (datatype) {
            case BOOL -> numbers.put((byte) random.nextInt(2));
            case FP16 -> numbers.putShort(half(position, random));
            case FP32 -> numbers.putFloat(single(position, random));
            case FP64 -> numbers.putDouble(wide(position, random));
            case INT8, UINT8 -> numbers.put((byte) integer(position, random));
            case INT16, UINT16 -> numbers.putShort((short) integer(position, random));
            case INT32, UINT32 -> numbers.putInt((int) integer(position, random));
            case INT64, UINT64 -> numbers.putLong(integer(position, random));
            case BYTES -> throw new IllegalArgumentException();
        }
    }

    /** The smallest, the largest, 0, -1 and others of any width. */
    private static long integer(int position, Random random) {
        return switch (position) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> 0x7F7F_7F7F_7F7F_7F7FL;
            case 3 -> 0x8080_8080_8080_8080L;
            case 4 -> Long.MIN_VALUE | (Integer.MIN_VALUE & 0xFFFF_FFFFL) | 0x8080;
            case 5 -> Long.MAX_VALUE;
            default -> random.nextLong();
        };
    }

    private static short half(int position, Random random) {
        short bits = position == 0 ? (short) 0xFBFF : (short) random.nextInt();
        return Float.isFinite(Float.float16ToFloat(bits)) ? bits : 0x3C00;
    }

    private static float single(int position, Random random) {
        float value = position == 0
                ? Float.MAX_VALUE
                : position == 1 ? Float.MIN_VALUE : Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(value) ? value : -0.0f;
    }

    private static double wide(int position, Random random) {
        double value = position == 0
                ? -Double.MAX_VALUE
                : position == 1 ? Double.MIN_VALUE : Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : 0.1;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(6); left > 0; left--) {
            text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return text.toString();
    }
}
