package dev.tare.agent;

import dev.tare.common.catalog.Catalog;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name, or another name, of a runtime that the catalogue has. */
final class RuntimeName implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        return Catalog.find(Catalog.runtimes(), value)
                .orElseThrow(() -> new TypeConversionException("there is no runtime '" + value + "'"))
                .name();
    }
}
