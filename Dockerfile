# docker build -t dashboard .
# docker run -p 8080:8080 -v dashboard-data:/data -e Dashboard__Mode=Personal -e AWS_REGION=ap-northeast-1 … dashboard
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# The project files first, so that the restored packages stay cached while only code changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/AwsSdk/AwsSdk.csproj src/AwsSdk/
COPY src/Dashboard.Domain/Dashboard.Domain.csproj src/Dashboard.Domain/
COPY src/Dashboard.Aws/Dashboard.Aws.csproj src/Dashboard.Aws/
COPY src/Dashboard.Store/Dashboard.Store.csproj src/Dashboard.Store/
COPY src/Dashboard.Sandbox/Dashboard.Sandbox.csproj src/Dashboard.Sandbox/
COPY src/Dashboard/Dashboard.csproj src/Dashboard/
RUN dotnet restore src/Dashboard/Dashboard.csproj
COPY . .
RUN dotnet publish src/Dashboard/Dashboard.csproj -c Release -o /app --no-restore

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# curl for the health check; tzdata and ICU for time zones and Japanese.
RUN apt-get update && apt-get install -y --no-install-recommends curl tzdata && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown app /data
USER app
ENV ASPNETCORE_HTTP_PORTS= ASPNETCORE_URLS=http://+:8080 Dashboard__DataFolder=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD curl -fsS http://127.0.0.1:8080/healthz || exit 1
ENTRYPOINT ["dotnet", "Dashboard.dll"]
