namespace Dashboard.Features.SignIn;

/// <summary>The words of the sign-in page.</summary>
public sealed class SignInWords;
