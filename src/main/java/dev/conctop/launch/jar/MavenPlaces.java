package dev.conctop.launch.jar;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Where Maven has its jars, as the user's settings say.
 *
 * @param local the user's own repository; it need not exist
 * @param remote where what is not there is taken from; ends with a slash
 */
record MavenPlaces(Path local, URI remote) {
  private static final URI CENTRAL = URI.create("https://repo.maven.apache.org/maven2/");

  /** A mirror of these repositories is one of Maven Central, whatever else it is. */
  private static final List<String> MIRRORED = List.of("*", "central", "external:*");

  /** By {@code ~/.m2/settings.xml}; one that cannot be read says nothing. */
  static Optional<MavenPlaces> of(Map<String, String> env) {
    String home = env.getOrDefault("HOME", "");
    if (!home.startsWith("/")) {
      return Optional.empty();
    }
    Path maven = Path.of(home, ".m2");
    Optional<Element> settings = read(maven.resolve("settings.xml"));
    Path local =
        settings
            .flatMap(root -> text(root, "localRepository"))
            .map(written -> Path.of(written.replace("${user.home}", home)))
            .orElse(maven.resolve("repository"));
    return Optional.of(
        new MavenPlaces(local, settings.flatMap(MavenPlaces::mirror).orElse(CENTRAL)));
  }

  private static Optional<URI> mirror(Element root) {
    NodeList mirrors = root.getElementsByTagName("mirror");
    for (int i = 0; i < mirrors.getLength(); i++) {
      if (mirrors.item(i) instanceof Element mirror && mirrorsCentral(mirror)) {
        Optional<String> url = text(mirror, "url").filter(word -> word.startsWith("http"));
        if (url.isPresent()) {
          return Optional.of(URI.create(url.get().endsWith("/") ? url.get() : url.get() + "/"));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean mirrorsCentral(Element mirror) {
    List<String> of = Arrays.asList(text(mirror, "mirrorOf").orElse("").split("\\s*,\\s*", -1));
    return !of.contains("!central") && of.stream().anyMatch(MIRRORED::contains);
  }

  private static Optional<String> text(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0
        ? Optional.empty()
        : Optional.of(found.item(0).getTextContent().strip()).filter(text -> !text.isEmpty());
  }

  private static Optional<Element> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // The usual one prints.
      builder.setErrorHandler(new DefaultHandler());
      Document document = builder.parse(new InputSource(Files.newBufferedReader(file)));
      return Optional.of(document.getDocumentElement());
    } catch (IOException | SAXException | ParserConfigurationException e) {
      return Optional.empty();
    }
  }
}
