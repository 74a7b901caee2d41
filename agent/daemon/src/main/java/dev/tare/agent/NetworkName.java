package dev.tare.agent;

import dev.tare.common.catalog.Catalog;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name, or another name, of a network that the catalogue has. */
final class NetworkName implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        return Catalog.find(Catalog.networks(), value)
                .orElseThrow(() -> new TypeConversionException("there is no network '" + value + "'"))
                .name();
    }
}
