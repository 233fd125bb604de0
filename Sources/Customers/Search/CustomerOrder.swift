package typealias CustomerOrder = SortOrder
