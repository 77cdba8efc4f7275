namespace Dashboard.Ui;

/// <summary>How a state of affairs looks: never by colour alone.</summary>
/// <param name="CssClass">Carries the colour; the colours are in <c>wwwroot/app.css</c>.</param>
/// <param name="Glyph">A path in a box of 16 by 16, filled by the even-odd rule.</param>
/// <param name="Key">The label's key in <see cref="Words"/>.</param>
public sealed record Look(string CssClass, string Glyph, string Key);
