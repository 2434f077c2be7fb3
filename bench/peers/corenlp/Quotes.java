// Quotations and who said them, by Stanford CoreNLP's `quote` annotator with coreference.
// A line of JSON in for each article ({name, text}), a line out ({name, ms, quotations}).
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.QuoteAttributionAnnotator;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.CoreMap;
import javax.json.Json;
import javax.json.JsonArrayBuilder;
import javax.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

public class Quotes {
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "UTF-8");
    System.setOut(System.err);
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize,pos,lemma,ner,depparse,coref,quote");
    properties.setProperty("threads", "1");
    StanfordCoreNLP pipeline = new StanfordCoreNLP(properties);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonObject article = Json.createReader(new StringReader(line)).readObject();
      long start = System.nanoTime();
      Annotation document = new Annotation(article.getString("text"));
      pipeline.annotate(document);
      double ms = (System.nanoTime() - start) / 1e6;
      JsonArrayBuilder quotations = Json.createArrayBuilder();
      List<CoreLabel> tokens = document.get(CoreAnnotations.TokensAnnotation.class);
      List<CoreMap> quotes = document.get(CoreAnnotations.QuotationsAnnotation.class);
      if (quotes != null)
        for (CoreMap quote : quotes) {
          Integer from = quote.get(QuoteAttributionAnnotator.MentionBeginAnnotation.class);
          Integer to = quote.get(QuoteAttributionAnnotator.MentionEndAnnotation.class);
          JsonArrayBuilder source = Json.createArrayBuilder();
          if (from != null && to != null)
            source.add(span(tokens.get(from).beginPosition(), tokens.get(to).endPosition()));
          quotations.add(
              Json.createObjectBuilder()
                  .add("source", source)
                  .add("cue", Json.createArrayBuilder())
                  .add("content", Json.createArrayBuilder().add(span(
                      quote.get(CoreAnnotations.CharacterOffsetBeginAnnotation.class),
                      quote.get(CoreAnnotations.CharacterOffsetEndAnnotation.class)))));
        }
      out.println(Json.createObjectBuilder()
          .add("name", article.getString("name")).add("ms", ms).add("quotations", quotations).build());
    }
  }

  private static JsonObject span(int start, int end) {
    return Json.createObjectBuilder().add("start", start).add("end", end).build();
  }
}
