package dev.tare.agent.service;

/** The version of the build, as its jar tells it. */
final class Version {

    static final String TEXT = text();

    private Version() {}

    private static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
