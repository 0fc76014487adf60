package io.flankwatch.ops;

import io.flankwatch.ledger.Sql;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The keys of persons, wrapped, as the role of the data source may make, destroy or find them.
///
/// All of it throws `StoreAway` where the database does not answer.
public final class PersonKeys {

    private final DataSource source;

    public PersonKeys(DataSource source) {
        this.source = source;
    }

    /// The key that holds for a person. Whoever comes first makes it, in whichever process.
    ///
    /// @param offered becomes the person's key where there is none yet
    /// @return null where it was destroyed: there is none, and never will be
    public byte @Nullable [] key(UUID personId, byte[] offered) {
        return Sql.query(source, row -> new Wrapped(row.getBytes(1)), "select ops.person_key(?, ?)", personId, offered).getFirst().bytes();
    }

    @SuppressWarnings("ArrayRecordComponent") // a result may be null, which no list holds
    private record Wrapped(byte @Nullable [] bytes) {}

    /// The keys of those of the persons that have one.
    public Map<UUID, byte[]> find(Collection<UUID> personIds) {
        return Sql.query(
                        source,
                        row -> Map.entry(row.getObject(1, UUID.class), row.getBytes(2)),
                        "select person_id, wrapped from ops.person_keys(?::uuid[])",
                        (Object) personIds.stream().map(UUID::toString).toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Destroys a person's key, for good. Done again it changes nothing.
    ///
    /// @param position of the event that says so
    /// @return whether anything had to be done
    public boolean erase(UUID personId, long position) {
        return Sql.query(source, row -> row.getBoolean(1), "select ops.erase_person(?, ?)", personId, position).getFirst();
    }
}
