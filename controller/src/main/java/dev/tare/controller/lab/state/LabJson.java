package dev.tare.controller.lab.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.tare.common.linux.CpuSet;
import dev.tare.common.units.LinkRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Lab records as JSON files; what a person would write as a word is a word. */
public final class LabJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            // a record's components and nothing derived from them
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .addModule(words())
            .build();

    private LabJson() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static <T> T read(Path file, Class<T> type) throws IOException {
        return MAPPER.readValue(Files.readAllBytes(file), type);
    }

    /** Whole or not at all: a reader never sees half a file. */
    public static void write(Path file, Object value) throws IOException {
        writeText(file, MAPPER.writeValueAsString(value) + "\n");
    }

    /** Whole or not at all. */
    public static void writeText(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static SimpleModule words() {
        SimpleModule module = new SimpleModule();
        word(module, CpuSet.class, CpuSet::parse);
        word(module, LinkRate.class, LinkRate::parse);
        word(module, Duration.class, Duration::parse);
        word(module, Instant.class, Instant::parse);
        word(module, Path.class, Path::of);
        return module;
    }

    private static <T> void word(SimpleModule module, Class<T> type, Function<String, T> parser) {
        module.addSerializer(type, new ToStringSerializer(type));
        module.addDeserializer(type, new WordReader<>(type, parser));
    }

    private static final class WordReader<T> extends StdScalarDeserializer<T> {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // never serialised
        private final Function<String, T> parser;

        WordReader(Class<T> type, Function<String, T> parser) {
            super(type);
            this.parser = parser;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return parser.apply(in.getText());
        }
    }
}
