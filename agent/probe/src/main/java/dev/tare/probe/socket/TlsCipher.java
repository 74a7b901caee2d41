package dev.tare.probe.socket;

/** Ciphers of TLS 1.3 (RFC 8446, B.4). */
public enum TlsCipher {
    AES_128_GCM("aes-128-gcm", "TLS_AES_128_GCM_SHA256", 0x1301),
    AES_256_GCM("aes-256-gcm", "TLS_AES_256_GCM_SHA384", 0x1302),
    CHACHA20_POLY1305("chacha20-poly1305", "TLS_CHACHA20_POLY1305_SHA256", 0x1303);

    private final String word;
    private final String suite;
    private final int number;

    TlsCipher(String word, String suite, int number) {
        this.word = word;
        this.suite = suite;
        this.number = number;
    }

    /**
     * By the catalogue's word.
     *
     * @throws IllegalArgumentException for another
     */
    public static TlsCipher of(String word) {
        for (TlsCipher each : values()) {
            if (each.word.equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no cipher " + word);
    }

    /** The name that standards give it. */
    public String suite() {
        return suite;
    }

    int number() {
        return number;
    }
}
