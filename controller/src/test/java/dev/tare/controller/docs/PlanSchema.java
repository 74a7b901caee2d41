package dev.tare.controller.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Kind;
import dev.tare.common.catalog.OptionSpec;
import dev.tare.common.catalog.OptionType;
import dev.tare.common.catalog.Tuning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of a plan, from the catalogue. */
final class PlanSchema {

    private static final String DURATION = "^\\+?[0-9]{1,18}(\\.[0-9]{1,9})? ?(ns|us|µs|ms|s|min|h)$";
    private static final String SIZE = "^\\+?[0-9]{1,18}(\\.[0-9]{1,9})? ?(B|KiB|MiB|GiB|kB|KB|MB|GB)?$";
    private static final String RATE = "^([uU][nN][lL][iI][mM][iI][tT][eE][dD]"
            + "|[0-9]{1,6}(\\.[0-9]{1,3})?([kKmMgG][bB][iI][tT]|[gG][eE])(/[sS])?)$";

    private PlanSchema() {}

    static String text() throws JsonProcessingException {
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(schema()) + "\n";
    }

    private static Map<String, Object> schema() {
        Map<String, Object> factors = new LinkedHashMap<>();
        factors.put("runtime", list(ref("runtime")));
        factors.put("network", list(ref("network")));
        factors.put("tuning", list(ref("tuning")));
        factors.put("workload", list(ref("workload")));
        factors.put("link", list(ref("link")));
        factors.put("side", list(ref("side")));
        factors.put("engine", list(ref("engine")));
        Map<String, Object> pattern = new LinkedHashMap<>();
        factors.keySet().forEach(factor -> pattern.put(factor, ref(factor)));
        factors.put("pairs", map("anyOf", List.of(map("const", "all"), list(ref("pair")))));
        pattern.put("pairs", ref("pair"));

        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("schemaVersion", map("const", 1));
        keys.put("name", map("type", List.of("string", "integer"), "pattern", "^[a-z0-9][a-z0-9-]{0,39}$"));
        keys.put("seed", integer(0, 999_999_999_999_999_999L, "of the order; drawn and recorded when absent"));
        keys.put("repetitions", integer(1, 1000, "how often every cell is measured; 10 when absent"));
        keys.put("duration", duration("of the measured window, a whole number of intervals; 10s when absent"));
        keys.put("warmup", duration("before the window, not measured; 2s when absent"));
        keys.put("interval", duration("what a probe reports for, at least 10ms; 100ms when absent"));
        Map<String, Object> difference = map(
                "anyOf",
                List.of(
                        map("enum", List.copyOf(factors.keySet())),
                        map("type", "string", "pattern", "^workload\\.[a-z]+$")));
        keys.put("adjacent", map("anyOf", List.of(difference, list(difference))));
        keys.put("sideBySide", map("type", "boolean"));
        keys.put("timingFloor", map("type", "boolean"));
        keys.put("factors", object(factors, List.of("runtime", "network", "workload")));
        Map<String, Object> exclusion = object(pattern, List.of());
        exclusion.put("minProperties", 1);
        keys.put("exclude", list(exclusion));

        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("runtime", kind(Catalog.runtimes()));
        definitions.put("network", kind(Catalog.networks()));
        definitions.put("tuning", tuning());
        definitions.put("workload", kind(Catalog.workloads()));
        definitions.put("link", map("type", "string", "pattern", RATE));
        definitions.put("side", map("enum", List.of("client", "server", "both")));
        definitions.put("engine", kind(Catalog.engines()));
        definitions.put(
                "pair",
                map(
                        "type",
                        "array",
                        "minItems",
                        2,
                        "maxItems",
                        2,
                        "items",
                        map("type", "string", "pattern", "^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$"),
                        "description",
                        "client and server, by the lab file's names"));

        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "A plan of Tare");
        schema.putAll(object(keys, List.of("schemaVersion", "name", "factors")));
        schema.put("$defs", definitions);
        return schema;
    }

    private static Map<String, Object> kind(List<? extends Kind> kinds) {
        List<String> words = new ArrayList<>();
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Kind kind : kinds) {
            Map<String, Object> options = new LinkedHashMap<>();
            kind.options().forEach(option -> options.put(option.name(), option(option)));
            List<String> names = new ArrayList<>(List.of(kind.name()));
            names.addAll(kind.aliases());
            words.addAll(names);
            names.forEach(name -> byName.put(name, object(options, List.of())));
        }
        Map<String, Object> withOptions = object(byName, List.of());
        withOptions.put("minProperties", 1);
        withOptions.put("maxProperties", 1);
        return map("anyOf", List.of(map("enum", words), withOptions));
    }

    private static Map<String, Object> tuning() {
        Map<String, Object> settings = new LinkedHashMap<>();
        Tuning.OFFLOADS.forEach(offload -> settings.put(offload, map("enum", List.of("on", "off"))));
        settings.put(
                Tuning.MTU,
                map("type", "integer", "minimum", Tuning.LEAST_MTU_BYTES, "maximum", Tuning.MOST_MTU_BYTES));
        settings.put(Tuning.QUEUE, map("type", List.of("integer", "string"), "pattern", SIZE));
        Map<String, Object> tuning = object(settings, List.of());
        tuning.put(
                "patternProperties",
                map("^net(\\.[A-Za-z0-9_-]{1,40}){2,6}$", map("type", List.of("string", "integer"))));
        tuning.put("minProperties", 1);
        return map("anyOf", List.of(map("const", Tuning.NONE_WORD), tuning));
    }

    private static Map<String, Object> option(OptionSpec option) {
        Map<String, Object> schema = switch (option.type()) {
            case CHOICE -> map("enum", option.choices());
            case SIZE -> map("type", List.of("integer", "string"), "pattern", SIZE);
            case COUNT -> map("type", List.of("integer", "string"), "pattern", "^[0-9]{1,18}$");
            case RATE -> map("type", "string", "pattern", RATE);
            case DURATION -> map("type", "string", "pattern", DURATION);
            case SHARE -> map("type", List.of("integer", "string"), "pattern", "^[0-9]{1,3}(\\.[0-9]{1,4})?%$|^0$");
        };
        if (option.type() == OptionType.SIZE || option.type() == OptionType.COUNT) {
            schema.put("minimum", option.minimum());
            schema.put("maximum", option.maximum());
        }
        schema.put("description", option.meaning());
        return schema;
    }

    private static Map<String, Object> duration(String meaning) {
        return map("type", "string", "pattern", DURATION, "description", meaning);
    }

    private static Map<String, Object> integer(long minimum, long maximum, String meaning) {
        Map<String, Object> schema = map("type", "integer", "minimum", minimum);
        schema.put("maximum", maximum);
        schema.put("description", meaning);
        return schema;
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return map("type", "array", "minItems", 1, "items", items);
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> schema = map("type", "object", "properties", properties);
        schema.put("additionalProperties", false);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static Map<String, Object> ref(String definition) {
        return map("$ref", "#/$defs/" + definition);
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
