package io.flankwatch.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.ledger.TestLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PersonKeysTest {

    private static final byte[] ONE = {1};
    private static final byte[] OTHER = {2};

    private final UUID person = UUID.randomUUID();
    private TestLedger ledger;
    private PersonKeys writer;
    private PersonKeys reader;

    @BeforeEach
    void open() {
        ledger = TestLedger.create();
        writer = new PersonKeys(ledger.opsWriter());
        reader = new PersonKeys(ledger.opsReader());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void the_first_key_that_is_offered_holds() {
        assertThat(writer.key(person, ONE)).isEqualTo(ONE);
        assertThat(writer.key(person, OTHER)).isEqualTo(ONE);
        assertThat(writer.key(UUID.randomUUID(), OTHER)).isEqualTo(OTHER);
        assertThat(reader.find(List.of(person, UUID.randomUUID()))).containsOnlyKeys(person);
        assertThat(reader.find(List.of(person)).get(person)).isEqualTo(ONE);
    }

    @Test
    void of_many_that_offer_one_at_once_all_get_the_same() throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID somebody = UUID.randomUUID();
            assertThat(atOnce(8, i -> writer.key(somebody, new byte[] {(byte) i}))).hasSize(1).doesNotContain("none");
        }
    }

    @Test
    void who_is_erased_has_no_key_and_gets_none() {
        writer.key(person, ONE);
        assertThat(writer.erase(person, 7)).isTrue();
        assertThat(writer.erase(person, 7)).as("done again").isFalse();
        assertThat(writer.key(person, OTHER)).isNull();
        assertThat(reader.find(List.of(person))).isEmpty();

        UUID never = UUID.randomUUID();
        assertThat(writer.erase(never, 8)).as("nobody needs a key to be told never to get one").isTrue();
        assertThat(writer.key(never, OTHER)).isNull();
    }

    @Test
    void whoever_comes_first_nobody_has_a_key_after_an_erasure() throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID somebody = UUID.randomUUID();
            atOnce(8, i -> {
                if (i == 3) {
                    writer.erase(somebody, 1);
                    return null;
                }
                return writer.key(somebody, new byte[] {(byte) i});
            });
            assertThat(writer.key(somebody, ONE)).isNull();
            assertThat(reader.find(List.of(somebody))).isEmpty();
        }
    }

    private interface Turn {
        byte @Nullable [] take(int number);
    }

    private static Set<String> atOnce(int count, Turn turn) throws Exception {
        var start = new CyclicBarrier(count);
        Set<String> results = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(count)) {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    start.await();
                    byte[] result = turn.take(number);
                    return result == null ? "none" : Base64.getEncoder().encodeToString(result);
                }));
            }
            for (Future<String> one : all) {
                results.add(one.get());
            }
        }
        return results;
    }

    @Test
    void nobody_reads_the_table_and_each_role_has_its_own_functions_only() {
        writer.key(person, ONE);
        for (DataSource role : List.of(ledger.opsWriter(), ledger.opsReader(), ledger.service())) {
            for (String sql : List.of("select * from ops.person_key", "delete from ops.person_key", "update ops.person_key set wrapped = null", "truncate ops.person_key")) {
                refused(role, sql);
            }
        }
        String id = "'" + person + "'";
        refused(ledger.opsReader(), "select ops.person_key(" + id + ", '\\x00')");
        refused(ledger.opsReader(), "select ops.erase_person(" + id + ", 1)");
        refused(ledger.opsWriter(), "select ops.person_keys(array[" + id + "]::uuid[])");
        refused(ledger.service(), "select ops.person_keys(array[" + id + "]::uuid[])");
        assertThat(Objects.requireNonNull(writer.key(person, OTHER))).isEqualTo(ONE);
    }

    private static void refused(DataSource by, String sql) {
        assertThatThrownBy(() -> execute(by, sql)).as(sql)
                .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState()).isEqualTo("42501"));
    }

    private static void execute(DataSource by, String sql) throws SQLException {
        try (Connection connection = by.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
