package dev.tare.controller.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tare.controller.yaml.Node;
import dev.tare.controller.yaml.YamlDocument;
import java.math.BigInteger;
import java.util.List;

/** Validates YAML against the schemas as an editor does: numbers are numbers unless they are quoted. */
final class Schemas {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Schemas() {}

    static List<String> problems(String schemaText, String yaml) {
        Schema schema = REGISTRY.getSchema(schemaText);
        String json = json(YamlDocument.parse("plan.yaml", yaml).root()).toString();
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private static JsonNode json(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(scalar);
            case Node.Sequence sequence -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                sequence.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Node.Mapping mapping -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                mapping.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
                yield object;
            }
        };
    }

    private static JsonNode scalar(Node.Scalar scalar) {
        if (scalar.isNull()) {
            return NullNode.instance;
        }
        if (scalar.plain() && scalar.text().matches("-?[0-9]+")) {
            return JsonNodeFactory.instance.numberNode(new BigInteger(scalar.text()));
        }
        if (scalar.plain() && scalar.text().matches("true|false")) {
            return BooleanNode.valueOf(Boolean.parseBoolean(scalar.text()));
        }
        return JsonNodeFactory.instance.textNode(scalar.text());
    }
}
