/// The words that the sample customers' names are made of.
enum NameWords {
  // Bella and Rosa come often, so that people who try the filter find some and can tell them apart.
  static let adjectives: [StaticString] = [
    "Bella", "Bella", "Bella",
    "Bella", "Golden", "Blue", "Wild", "Secret", "Sunny", "Little", "Royal", "Silver", "Happy", "Urban",
    "Country", "Village", "Ocean", "Mountain", "Prairie", "Coastal", "Velvet", "Rustic", "Modern", "Grand",
    "Lucky", "Crystal", "Sweet", "Fresh", "Green", "Crimson", "Lavender", "Magnolia", "Ivory", "Amber",
    "Coral", "Desert", "Evergreen", "First", "Highland", "Island", "Jasmine", "Kind", "Lone Star", "Misty",
    "Northern", "Old Town", "Pacific", "Quiet", "Rainy Day", "Southern", "Twin", "Uptown", "Vintage",
    "White", "Xquisite", "Yellow", "Zen", "Belle", "Bonita", "Casa", "La", "El", "Santa", "Villa", "Alta",
    "Terra", "Luna",
  ]

  // Rare ones at the beginning of the alphabet, so that no word fills the first page of the list.
  static let firstWords: [StaticString] = [
    "Abbey", "Abbott", "Abigail", "Abundant", "Acacia", "Acorn", "Adagio", "Adams", "Adeline", "Adobe",
    "Adriana", "Agave", "Alabaster", "Alameda", "Alba", "Albany", "Alder", "Alegría", "Alexandria",
    "Alfresco",
    "Alhambra", "Allegro", "Alma", "Alpine",
  ]

  static let nouns: [StaticString] = [
    "Rosa", "Rosa", "Rosa",
    "Rosa", "Petal", "Bloom", "Garden", "Blossom", "Orchid", "Tulip", "Lily", "Peony", "Dahlia", "Iris",
    "Stem", "Bouquet", "Meadow", "Flora", "Vine", "Thistle", "Fern", "Poppy", "Daisy", "Hydrangea",
    "Carnation", "Willow", "Sage", "Clover", "Bud", "Vase", "Basket", "Greenhouse", "Nursery", "Field",
    "Leaf", "Branch", "Ivy", "Aster", "Begonia", "Camellia", "Gerbera", "Protea", "Ranunculus", "Violet",
    "Wisteria", "Zinnia", "Anemone", "Rose", "Sunflower", "Snapdragon", "Freesia", "Gardenia", "Hibiscus",
    "Bamboo", "Cactus", "Moss", "Thorn", "Twig", "Seed", "Root", "Pollen", "Hummingbird", "Bee",
    "Butterfly", "Sparrow", "Fox", "Moon",
  ]

  static let trades: [StaticString] = [
    "Floral", "Flowers", "Florist", "Wholesale", "Wholesale Florist", "Floral Design", "Designs", "Events",
    "Weddings & Events", "Market", "Supermarket", "Flower Shop", "Flower Market", "Bridal", "Cakes",
    "Imports", "Trading", "Distributors", "Gifts", "Florals & Co.", "Studio", "Boutique", "Greenhouses",
    "Farms",
  ]

  static let shops: [StaticString] = [
    "'s Flowers", "'s Flower Shop", "'s Floral", "'s Floral Design", "'s Bouquets", "'s Garden Center",
    " & Sons Wholesale", " & Daughters Florist", " Bros. Imports", " Family Farms", " Wedding Flowers",
    " Event Design", " Wholesale", " Flowers",
  ]

  static let legalForms: [StaticString] = [
    " LLC", ", LLC", " INC", ", Inc.", " Corp.", " Co", " Ltd.", " LP", " of America", " dba Flowers 4 U",
  ]

  static let cities: [StaticString] = [
    "Boston", "Miami", "Austin", "Chicago", "Denver", "Seattle", "Portland", "Atlanta", "Dallas", "Houston",
    "Phoenix", "San José", "San Diego", "Los Angeles", "Las Vegas", "Salt Lake City", "St. Louis",
    "New Orleans", "Nashville", "Charlotte", "Orlando", "Tampa", "Montréal", "Québec", "Toronto",
    "Vancouver", "Philadelphia", "New York", "Brooklyn", "Newark", "Cleveland", "Detroit", "Omaha", "Tulsa",
    "Boise", "Honolulu",
  ]

  static let givenNames: [StaticString] = [
    "Ana", "Julian", "Sofía", "María", "José", "Luis", "Carlos", "Emma", "Olivia", "Liam", "Noah",
    "Zoë", "Chloé", "René", "Björn", "Åsa", "Łukasz", "Kateřina", "İpek", "Nguyễn", "Mei",
    "Hiroshi", "Priya", "Fatima", "Dmitri", "Inês", "João", "Andrés", "Lucía", "Martín", "Camila",
    "Valentina", "Santiago", "Grace", "Henry", "Isabel", "Jack", "Katherine", "Leo", "Nora",
  ]

  static let surnames: [StaticString] = [
    "Mejía", "Peña", "Tran", "Smith", "O'Brien", "O'Neill", "D'Angelo", "García", "Rodríguez", "Muñoz",
    "Núñez", "Gómez", "Vásquez", "Müller", "Weiß", "Groß", "Schäfer", "Jørgensen", "Ångström",
    "Kowalski", "Wójcik", "Dvořák", "Nováková", "Yılmaz", "Nguyen", "Phạm", "Chen", "Wang",
    "Tanaka", "Sato", "Kim", "Park", "Singh", "Patel", "Ivanov", "Rossi", "Bianchi", "Dubois", "Lefèvre",
    "van der Meer", "de la Cruz", "McDonald", "St. John", "Johnson", "Williams", "Brown", "Davis", "Miller",
  ]

  static let latinKinds: [StaticString] = [
    "Flores", "Floristería", "Florería", "Comercializadora", "Importadora", "Jardín", "Rosas",
    "Distribuidora", "Flores y Eventos", "Viveros",
  ]

  static let latinPlaces: [StaticString] = [
    "del Valle", "de la Sabana", "Bogotá", "Medellín", "de los Andes", "Quito", "El Peñón",
    "San Ángel", "Cotopaxi", "La Niña", "de María", "Río Negro", "Guadalajara", "Ñuñoa", "São Paulo",
    "Córdoba", "Mérida", "del Pacífico", "Cartagena", "Lima",
  ]

  static let latinForms: [StaticString] = [
    " SAS", " S.A.", " Ltda.", " S.A. de C.V.", " & Cía", " EIRL", " Hnos.", "",
  ]

  static let europeanKinds: [StaticString] = [
    "Blumen", "Blumenhaus", "Bloemen", "Bloemisterij", "Fleurs de", "Au Jardin de", "Fiori", "Fioreria",
    "Kwiaciarnia", "Květiny", "Blomster", "Çiçekçi", "Virágok", "Цветы", "Λουλούδια",
  ]

  static let europeanPlaces: [StaticString] = [
    "Lindenstraße", "Hohe Straße", "Łódź", "Kraków", "Zürich", "Köln", "Düsseldorf", "Aalsmeer",
    "'s-Hertogenbosch", "Besançon", "Nîmes", "Firenze", "Malmö", "Ærø", "Praha", "Győr", "İstanbul",
    "Москва", "Αθήνα", "Genève", "Århus",
  ]

  static let europeanForms: [StaticString] = [
    " GmbH", " GmbH & Co. KG", " B.V.", " SARL", " S.r.l.", " Sp. z o.o.", " s.r.o.", " AB", " A/S",
    " e.K.", "",
  ]

  static let asianCities: [StaticString] = [
    "東京", "大阪", "京都", "横浜", "上海", "北京", "昆明", "广州", "서울", "부산",
    "대구", "香港", "台北",
  ]

  static let asianWords: [StaticString] = [
    "さくら", "花園", "ローズ", "玫瑰", "百合", "春天", "금강", "장미", "ひまわり",
    "牡丹", "蘭",
  ]

  static let asianForms: [StaticString] = [
    "花店", "生花店", "フラワー", "花卉有限公司", "鲜花批发", "꽃집", "화원",
    "フローリスト株式会社",
  ]

  static let latinSurnames: [StaticString] = [
    "Ochoa", "Mejía", "Peña", "Acosta", "Aguilar", "Álvarez", "Rodríguez", "Muñoz", "Núñez", "Vásquez",
    "Restrepo", "Castaño", "Arango", "Ávila", "Barrera", "Beltrán", "Benítez", "Bermúdez", "Botero", "Bravo",
    "Caicedo", "Cárdenas", "Carvajal", "Cifuentes", "Correa", "Duarte", "Echeverri", "Escobar", "Espinosa",
    "Franco", "Galindo", "Giraldo", "Guerrero", "Herrera", "Hurtado", "Jaramillo", "Londoño", "Lozano",
    "Marulanda", "Montoya", "Naranjo", "Orozco", "Osorio", "Pardo", "Quintero", "Ramírez", "Salazar",
    "Sanabria", "Tobón", "Uribe", "Valencia", "Velásquez", "Villegas", "Yepes", "Zapata", "Zuluaga",
  ]

  static let latinFamilies: [StaticString] = [
    " e Hijos", " y Hermanos", " & Cía", " Hnos.", " y Asociados", " Flores",
  ]

  /// The first names that shops are called by.
  static let owners: [StaticString] = [
    "Ana", "Julian", "Sofía", "María", "José", "Luis", "Carlos", "Emma", "Olivia", "Liam", "Noah", "Zoë",
    "Chloé", "René", "Björn", "Grace", "Henry", "Isabel", "Jack", "Katherine", "Leo", "Nora", "Alice",
    "Amelia",
    "Angela", "Annie", "Audrey", "Barbara", "Beatrice", "Becky", "Beth", "Bonnie", "Brenda", "Caroline",
    "Cecilia", "Charlotte", "Cindy", "Claire", "Connie", "Daisy", "Debbie", "Diana", "Dolores", "Donna",
    "Dorothy", "Edith", "Elaine", "Eleanor", "Esther", "Eva", "Evelyn", "Fiona", "Florence", "Frances",
    "Gabriela", "Georgia", "Gina", "Gloria", "Greta", "Hannah", "Harriet", "Helen", "Ines", "Irene", "Jenny",
    "Joan", "Joyce", "Judy", "Julia", "June", "Karen", "Laura", "Lena", "Linda", "Louise", "Lucy", "Mabel",
    "Marge", "Marta", "Molly", "Nancy", "Nina", "Olga", "Patty", "Pearl", "Peggy", "Rachel", "Rita", "Robin",
    "Rosie", "Ruth", "Sally", "Sam", "Sandy", "Sophie", "Stella", "Susan", "Teresa", "Tina", "Vera", "Wanda",
    "Winnie", "Yvonne",
  ]

  /// How a name that starts with a number may start.
  static let numbers: [StaticString] = ["2-14 ", "1-800-", "5th Avenue ", "21st Street ", "365 ", "1001 "]

  static let oddNumbers: [StaticString] = [
    "2-14 ", "10 ", "1-800-", "4 ", "21st Street ", "365 ", "007 ", "100% ", "1,001 ", "½ Price ", "3D ",
    "99¢ ",
  ]

  /// How a name may start that a spreadsheet would take for a formula.
  static let formulaStarts: [StaticString] = ["=", "+", "-", "@", "=SUM of ", "+1 "]

  static let emoji: [StaticString] = ["🌸", "🌹", "💐", "🌻", "🌷", "🪷", "👩‍🌾", "❤️", "🇨🇴"]
}
