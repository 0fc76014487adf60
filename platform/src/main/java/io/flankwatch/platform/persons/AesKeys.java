package io.flankwatch.platform.persons;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;

/// Keys of AES-256-GCM with random nonces of 96 bits and tags of 128.
final class AesKeys {

    static final int BYTES = 32;

    private AesKeys() {}

    /// Keys of our own making, from our own stores: their bytes are what we have of them.
    @AccessesPartialKey
    static AesGcmKey key(byte[] bytes) throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build();
        return AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                .build();
    }
}
