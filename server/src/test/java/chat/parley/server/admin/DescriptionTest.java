package chat.parley.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.name.ServerName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The description and the operations say the same. */
@SuppressWarnings("unchecked") // the shape of a YAML file
class DescriptionTest {
    private final Map<String, Object> description = new Yaml().load(Description.text());
    private final List<Operation> operations = Administration.operations(new Overseen(
            new ServerName("parley.localhost"),
            Clock.systemUTC(),
            JsonObject::new,
            () -> Future.succeededFuture(new Reloaded(List.of(), List.of(), List.of()))));

    private record Described(String path, Map<String, Object> operation, List<Map<String, Object>> parameters) {
        Set<String> parameters(String where) {
            return parameters.stream()
                    .filter(parameter -> where.equals(parameter.get("in")))
                    .map(parameter -> (String) parameter.get("name"))
                    .collect(Collectors.toSet());
        }
    }

    private Map<String, Described> described() {
        Map<String, Described> all = new TreeMap<>();
        map(description, "paths").forEach((path, item) -> {
            Map<String, Object> methods = (Map<String, Object>) item;
            methods.forEach((method, body) -> {
                if (!method.equals("parameters")) {
                    Map<String, Object> operation = (Map<String, Object>) body;
                    all.put(
                            method.toUpperCase(Locale.ROOT) + " " + path,
                            new Described(
                                    path,
                                    operation,
                                    Stream.concat(parameters(methods).stream(), parameters(operation).stream())
                                            .toList()));
                }
            });
        });
        return all;
    }

    private List<Map<String, Object>> parameters(Map<String, Object> where) {
        return ((List<Map<String, Object>>) where.getOrDefault("parameters", List.of()))
                .stream().map(this::resolved).toList();
    }

    private Map<String, Object> resolved(Map<String, Object> object) {
        Object reference = object.get("$ref");
        if (reference == null) {
            return object;
        }
        Map<String, Object> at = description;
        for (String step : ((String) reference).substring(2).split("/", -1)) {
            assertThat(at).as("what %s refers to", reference).containsKey(step);
            at = map(at, step);
        }
        return at;
    }

    private static Map<String, Object> map(Map<String, Object> from, String name) {
        return (Map<String, Object>) from.getOrDefault(name, Map.of());
    }

    private static String key(Operation operation) {
        return operation.method() + " " + operation.path();
    }

    @Test
    void isOfTheVersionThatItSays() {
        assertThat(description).containsEntry("openapi", "3.1.0").containsKeys("info", "paths", "components");
    }

    @Test
    void describesEachOperationUnderItsName() {
        Map<String, String> names = new TreeMap<>();
        described()
                .forEach((key, one) -> names.put(key, (String) one.operation().get("operationId")));

        assertThat(names)
                .isEqualTo(operations.stream()
                        .collect(Collectors.toMap(DescriptionTest::key, Operation::id, (a, _b) -> a, TreeMap::new)));
        assertThat(names.values()).doesNotHaveDuplicates();
    }

    @Test
    void namesWhatEachTakes() {
        Map<String, Described> described = described();
        for (Operation operation : operations) {
            Described one = Objects.requireNonNull(described.get(key(operation)), operation.id());
            assertThat(one.parameters("query")).as(operation.id()).isEqualTo(operation.query());
            assertThat(one.parameters("path"))
                    .as(operation.id())
                    .isEqualTo(Pattern.compile("\\{(\\w+)}")
                            .matcher(operation.path())
                            .results()
                            .map(segment -> segment.group(1))
                            .collect(Collectors.toSet()));
            Map<String, Object> body = map(one.operation(), "requestBody");
            Set<String> properties = map(map(map(map(body, "content"), "application/json"), "schema"), "properties")
                    .keySet();
            assertThat(properties).as(operation.id()).isEqualTo(operation.body());
        }
    }

    @Test
    void saysWhatEachAnswers() {
        described().forEach((key, one) -> {
            Map<String, Object> responses = map(one.operation(), "responses");
            assertThat(responses).as(key).containsOnlyKeys("200", "default");
            assertThat(one.operation()).as(key).containsKeys("summary", "tags");
        });
    }

    @Test
    void refersToWhatIsThereAndToAllOfIt() {
        Set<String> referred = new HashSet<>();
        follow(description, referred);
        Set<String> there = new HashSet<>();
        for (String kind : List.of("parameters", "responses", "schemas")) {
            map(map(description, "components"), kind)
                    .keySet()
                    .forEach(name -> there.add("#/components/" + kind + "/" + name));
        }

        assertThat(referred).isEqualTo(there);
    }

    private static void follow(Object node, Set<String> referred) {
        switch (node) {
            case Map<?, ?> map ->
                map.forEach((name, value) -> {
                    if (name.equals("$ref")) {
                        referred.add((String) value);
                    }
                    follow(value, referred);
                });
            case List<?> list -> list.forEach(one -> follow(one, referred));
            case null, default -> {}
        }
    }
}
