package dev.tare.probe.iperf3;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON object of the peer's, read with suspicion.
 *
 * @param number of the error, where something in it is not as it should be
 */
record Fields(JsonObject object, int number) {

    /** Of text in UTF-8. */
    static Fields of(byte[] text, int number) throws Refusal {
        try {
            JsonElement read = JsonParser.parseString(new String(text, StandardCharsets.UTF_8));
            if (read.isJsonObject()) {
                return new Fields(read.getAsJsonObject(), number);
            }
        } catch (JsonParseException e) {
            throw new Refusal(number, "no JSON: " + e.getMessage());
        }
        throw new Refusal(number, "JSON that is no object");
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** True where it stands there as true, or as a number that is not zero. */
    boolean flag(String name) {
        JsonPrimitive value = primitive(name).orElse(new JsonPrimitive(false));
        return value.isBoolean() ? value.getAsBoolean() : value.isNumber() && real(value) != 0;
    }

    /** A whole number; {@code absent} where there is none of that name. */
    long whole(String name, long absent, long least, long most) throws Refusal {
        if (!object.has(name)) {
            return absent;
        }
        double value = primitive(name)
                .filter(JsonPrimitive::isNumber)
                .map(Fields::real)
                .orElse(Double.NaN);
        if (!(value >= least && value <= most) || value != Math.rint(value)) {
            throw new Refusal(number, name + " is no whole number from " + least + " to " + most);
        }
        return (long) value;
    }

    /** Any number; NaN where there is none. */
    double real(String name) {
        return primitive(name).filter(JsonPrimitive::isNumber).map(Fields::real).orElse(Double.NaN);
    }

    String text(String name, String absent) {
        return primitive(name)
                .filter(JsonPrimitive::isString)
                .map(JsonPrimitive::getAsString)
                .orElse(absent);
    }

    /** The objects of an array; what is none in it is refused. */
    List<Fields> list(String name, int most) throws Refusal {
        JsonElement element = object.get(name);
        if (!(element instanceof JsonArray array) || array.size() > most) {
            throw new Refusal(number, name + " is no list of at most " + most);
        }
        List<Fields> all = new ArrayList<>();
        for (JsonElement each : array) {
            if (!each.isJsonObject()) {
                throw new Refusal(number, name + " has something that is no object");
            }
            all.add(new Fields(each.getAsJsonObject(), number));
        }
        return all;
    }

    private Optional<JsonPrimitive> primitive(String name) {
        return object.get(name) instanceof JsonPrimitive primitive ? Optional.of(primitive) : Optional.empty();
    }

    private static double real(JsonPrimitive value) {
        try {
            return value.getAsDouble();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
