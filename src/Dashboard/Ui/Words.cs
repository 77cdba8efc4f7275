namespace Dashboard.Ui;

/// <summary>The words that every page shares.</summary>
public sealed class Words;
