package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanTest {

    @Test
    void a_process_that_only_has_the_same_id_is_left_alone(@TempDir Path data) throws Exception {
        Path pidFile = data.resolve("postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + data + "\n");
        Orphan.stop(data);
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void what_a_dead_server_left_is_left_to_the_next_one(@TempDir Path data) throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path pidFile = data.resolve("postmaster.pid");
        Files.writeString(pidFile, dead.pid() + "\n" + data + "\n");
        Orphan.stop(data);
        assertThat(pidFile).exists();
    }
}
