import Testing

@testable import KometSimulator

@Suite struct LikePatternTests {
  @Test(arguments: [
    ("rosa", "Bella Rosa Floral", true),
    ("ROSA", "bella rosa", true),
    ("bellarosa", "Bella Rosa Floral", false),
    ("", "anything", true),
    ("", "", true),
    ("bella%", "Bella Rosa", true),
    ("rosa%", "Bella Rosa", false),
    ("%rosa", "Bella Rosa", true),
    ("%bella", "Bella Rosa", false),
    ("b%a%r_sa", "Bella Rosa", true),
    ("_", "x", true),
    ("_", "xy", false),
    ("_", "", false),
    ("%", "", true),
    ("_____", "Peña ", true),
    ("peÑa", "PEñA", true),
    ("mejia", "Mejía", false),
    ("東_", "東京", true),
    (#"100\%"#, "100% Roses", true),
    (#"100\%"#, "1000 Roses", false),
    (#"a\_b%"#, "a_b c", true),
    (#"a\_b%"#, "axb c", false),
    ("%ab%ab", "ab ab aab", true),
    ("%ab%abc", "ab ab ab", false),
  ])
  func matches(pattern: String, name: String, expected: Bool) {
    #expect(LikePattern(pattern).matches(Array(name.utf8)) == expected)
  }
}
