/**
 * Strict YAML: a tree in which every node knows its line and column, limits that stop hostile files, and readers that
 * collect all problems of a file ({@code file:line:column: message}) instead of stopping at the first.
 *
 * <pre>{@code
 * YamlDocument document = YamlDocument.read(path);
 * Problems problems = document.problems();
 * Keys keys = Keys.of(document.root(), problems, "the plan", List.of("name", "repetitions"));
 * Optional<String> name = keys.require("name").flatMap(node -> Scalars.text(node, problems));
 * problems.throwIfAny();
 * }</pre>
 */
@NullMarked
package dev.tare.controller.yaml;

import org.jspecify.annotations.NullMarked;
