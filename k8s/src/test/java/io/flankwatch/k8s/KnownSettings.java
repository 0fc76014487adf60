package io.flankwatch.k8s;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.flankwatch.command.CommandServiceApplication;
import io.flankwatch.command.migration.MigrationApplication;
import io.flankwatch.platform.problem.Problem;
import io.flankwatch.query.QueryServiceApplication;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.reflect.Executable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings that a process of ours asks for, as its classes and those of Spring say.
///
/// @param own     ours, by their names
/// @param springs those of Spring's modules, with what our own files preset of them
record KnownSettings(Map<String, Setting> own, Map<String, Setting> springs) {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(flankwatch\\.[a-z.-]+)(?::(.*))?}");
    private static final Pattern ASKED_FOR = Pattern.compile("flankwatch(\\.[a-z-]+){2,}");

    /// A URI of MongoDB's has a password in it.
    private static final Pattern SECRET = Pattern.compile("(?i)(password|secret|views[._]uri)$");

    /// What the one security chain does not do without, and asks Spring for.
    static final Set<String> ISSUER = Set.of(
            "spring.security.oauth2.resourceserver.jwt.issuer-uri", "spring.security.oauth2.resourceserver.jwt.audiences");

    static final KnownSettings COMMAND_SERVICE = service(CommandServiceApplication.class, "flankwatch-platform.properties");
    static final KnownSettings QUERY_SERVICE =
            service(QueryServiceApplication.class, "flankwatch-platform.properties", "flankwatch-query-service.properties");
    static final KnownSettings MIGRATION = migration();

    boolean knows(String setting) {
        return own.containsKey(setting) || springs.containsKey(setting);
    }

    /// As an environment variable.
    boolean knowsVariable(String name) {
        return Stream.concat(own.keySet().stream(), springs.keySet().stream()).anyMatch(setting -> variable(setting).equals(name));
    }

    /// What the process does not start without.
    Set<String> required() {
        Set<String> required = own.values().stream().filter(setting -> setting.preset() == null).map(Setting::name).collect(Collectors.toCollection(TreeSet::new));
        ISSUER.stream().filter(springs::containsKey).forEach(required::add);
        return required;
    }

    /// What is nobody's but the process's, whether it is a setting's name or a variable's.
    static boolean isSecret(String name) {
        return SECRET.matcher(name).find();
    }

    static String variable(String setting) {
        return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /// What the metadata of our own modules say, each setting with its meaning.
    static Map<Setting, String> described() {
        Map<Setting, String> described = new LinkedHashMap<>();
        metadata().filter(property -> Setting.described(property).isOurs()).forEach(property -> {
            if (described.put(Setting.described(property), Shape.text(property, "description")) != null) {
                throw new IllegalStateException("described twice: " + property);
            }
        });
        return described;
    }

    private static KnownSettings service(Class<?> application, String... presets) {
        var settings = new KnownSettings(new TreeMap<>(), new TreeMap<>());
        for (Class<?> module : List.of(application, Problem.class)) {
            classes(module, "", settings::addFrom);
        }
        metadata().map(Setting::described).filter(setting -> !setting.isOurs()).forEach(setting -> settings.springs.putIfAbsent(setting.name(), setting));
        for (String file : presets) {
            properties(file).forEach((name, value) -> settings.preset(file, String.valueOf(name), String.valueOf(value)));
        }
        return settings;
    }

    /// It asks for each by its name, and for nothing of Spring's but where they are.
    private static KnownSettings migration() {
        var settings = new KnownSettings(new TreeMap<>(), new TreeMap<>());
        classes(MigrationApplication.class, "io/flankwatch/command/migration", type -> strings(type)
                .filter(text -> ASKED_FOR.matcher(text).matches())
                .forEach(name -> settings.own.put(name, Setting.asked(name, String.class, null))));
        settings.springs.put("spring.config.import", Setting.asked("spring.config.import", String.class, ""));
        return settings;
    }

    private void preset(String file, String name, String value) {
        own.computeIfPresent(name, (same, setting) -> setting.preset(value));
        springs.computeIfPresent(name, (same, setting) -> setting.preset(value));
        if (name.startsWith("flankwatch.") && !own.containsKey(name)) {
            throw new IllegalStateException(file + " presets " + name + ", which nobody asks for");
        }
    }

    private void addFrom(byte[] type) {
        Set<String> named = strings(type).map(PLACEHOLDER::matcher).filter(Matcher::find).map(found -> found.group(1)).collect(Collectors.toSet());
        if (!named.isEmpty() || strings(type).anyMatch(ConfigurationProperties.class.descriptorString()::equals)) {
            Class<?> asks = load(ClassFile.of().parse(type).thisClass().asInternalName().replace('/', '.'));
            Stream.concat(values(asks), properties(asks)).forEach(this::add);
        }
        if (!own.keySet().containsAll(named)) {
            throw new IllegalStateException("asked for elsewhere than in a parameter, so that nobody knows its type: one of " + named);
        }
    }

    private void add(Setting setting) {
        Setting other = own.put(setting.name(), setting);
        if (other != null && !other.equals(setting)) {
            throw new IllegalStateException("asked for in two ways: " + other + ", " + setting);
        }
    }

    private static Stream<Setting> values(Class<?> asks) {
        return Stream.<Executable>concat(Stream.of(asks.getDeclaredConstructors()), Stream.of(asks.getDeclaredMethods()))
                .flatMap(each -> Stream.of(each.getParameters()))
                .filter(parameter -> parameter.isAnnotationPresent(Value.class))
                .flatMap(parameter -> {
                    Matcher value = PLACEHOLDER.matcher(parameter.getAnnotation(Value.class).value());
                    return value.matches() ? Stream.of(Setting.asked(value.group(1), parameter.getParameterizedType(), value.group(2))) : Stream.empty();
                });
    }

    private static Stream<Setting> properties(Class<?> asks) {
        var annotation = asks.getAnnotation(ConfigurationProperties.class);
        if (annotation == null) {
            return Stream.empty();
        }
        return Stream.of(asks.getRecordComponents()).map(component -> {
            String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            return Setting.asked(annotation.value() + "." + name, component.getGenericType(), preset(asks, component.getName()));
        });
    }

    private static @Nullable String preset(Class<?> properties, String component) {
        return Stream.of(properties.getDeclaredConstructors())
                .flatMap(constructor -> Stream.of(constructor.getParameters()))
                .filter(parameter -> parameter.getName().equals(component) && parameter.isAnnotationPresent(DefaultValue.class))
                .map(parameter -> String.join(",", parameter.getAnnotation(DefaultValue.class).value()))
                .findFirst()
                .orElse(null);
    }

    /// What modules on the class path describe.
    private static Stream<JsonObject> metadata() {
        var properties = new ArrayList<JsonObject>();
        try {
            for (URL file : Collections.list(KnownSettings.class.getClassLoader().getResources(METADATA))) {
                try (var reader = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
                    JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("properties").forEach(property -> properties.add(property.getAsJsonObject()));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return properties.stream();
    }

    private static Stream<String> strings(byte[] type) {
        Stream.Builder<String> strings = Stream.builder();
        ClassFile.of().parse(type).constantPool().forEach(entry -> {
            if (entry instanceof Utf8Entry text) {
                strings.add(text.stringValue());
            }
        });
        return strings.build();
    }

    /// Every class of the module that one of them is in, below a folder.
    private static void classes(Class<?> module, String folder, Consumer<byte[]> use) {
        try {
            URI place = module.getProtectionDomain().getCodeSource().getLocation().toURI();
            if (Files.isDirectory(Path.of(place))) {
                walk(Path.of(place).resolve(folder), use);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(Path.of(place))) {
                    walk(jar.getPath("/" + folder), use);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void walk(Path folder, Consumer<byte[]> use) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                use.accept(Files.readAllBytes(file));
            }
        }
    }

    private static Properties properties(String file) {
        var properties = new Properties();
        try (var in = KnownSettings.class.getClassLoader().getResourceAsStream(file)) {
            properties.load(Objects.requireNonNull(in));
            return properties;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, KnownSettings.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
