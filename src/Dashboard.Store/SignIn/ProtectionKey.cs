namespace Dashboard.Store.SignIn;

/// <summary>One key of ASP.NET Core's data protection, which encrypts the cookies: XML, as the framework writes it.</summary>
public sealed class ProtectionKey
{
    public int Id { get; init; }

    public required string Name { get; init; }

    public required string Xml { get; init; }
}
